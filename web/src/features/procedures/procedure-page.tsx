import { Page } from '../../components/page';

export function ProcedurePage() {
  return <Page title="procedures">…</Page>;
}
