import { Page } from '../../components/page';

export function IntakePage() {
  return <Page title="intake">…</Page>;
}
