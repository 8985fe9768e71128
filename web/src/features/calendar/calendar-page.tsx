import { Page } from '../../components/page';

export function CalendarPage() {
  return <Page title="calendar">…</Page>;
}
