import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'vi' | 'en';

/** One file a language and feature, loaded when the feature is. */
const files = import.meta.glob<{ default: object }>('./*/*.json');

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[`./${language}/${namespace}.json`];
    if (!load) return done(new Error(`There are no texts ${namespace} in ${language}.`), false);
    load().then(
      (texts) => done(null, texts.default as Record<string, string>),
      (error: Error) => done(error, false),
    );
  },
};

/** The language chosen last on this machine, before it is known who sits at it. */
const REMEMBERED = 'sodo.language';

function rememberedLanguage(): Language {
  return localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'vi';
}

export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(REMEMBERED, language);
  document.documentElement.lang = language;
  if (i18next.language !== language) await i18next.changeLanguage(language);
}

export function startI18n(): Promise<unknown> {
  const language = rememberedLanguage();
  document.documentElement.lang = language;
  return i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'vi',
      ns: ['common'],
      defaultNS: 'common',
      interpolation: { escapeValue: false }, // React escapes
      showSupportNotice: false,
    });
}
