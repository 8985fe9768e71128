import { Page } from '../../components/page';

export function StatisticsPage() {
  return <Page title="statistics">…</Page>;
}
