import { Page } from '../../components/page';

export function ProceduresPage() {
  return <Page title="procedures">…</Page>;
}
