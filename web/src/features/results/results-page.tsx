import { Page } from '../../components/page';

export function ResultsPage() {
  return <Page title="results">…</Page>;
}
