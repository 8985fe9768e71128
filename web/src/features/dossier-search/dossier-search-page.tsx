import { Page } from '../../components/page';

export function DossierSearchPage() {
  return <Page title="dossier-search">…</Page>;
}
