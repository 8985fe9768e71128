import { Page } from '../../components/page';

export function RegisterPage() {
  return <Page title="register">…</Page>;
}
