import { Page } from '../../components/page';

export function SimulationPage() {
  return <Page title="simulation">…</Page>;
}
