import { Page } from '../../components/page';

export function WorkloadPage() {
  return <Page title="workload">…</Page>;
}
