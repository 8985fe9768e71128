import { Page } from '../../components/page';

export function DossierPage() {
  return <Page title="dossier">…</Page>;
}
