import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { giveStylesTheNonce } from './app/style-nonce';
import { startI18n } from './i18n/i18n';

giveStylesTheNonce();

// After an update of the server, files of the old build are gone: the page is loaded anew.
window.addEventListener('vite:preloadError', () => window.location.reload());

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
void startI18n().then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
