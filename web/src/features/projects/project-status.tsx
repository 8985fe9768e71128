import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/mark';
import type { ProjectRow } from './project';

/** At least 4.5:1 on white. */
const COLOURS = { asks: '#8a5300', runs: '#0b5cad', done: '#1b6e3c', over: '#595f69' } as const;

const OF_STATUS: Readonly<Record<ProjectRow['status'], string>> = {
  new: COLOURS.runs,
  registered: COLOURS.runs,
  planSubmitted: COLOURS.asks,
  working: COLOURS.runs,
  acceptanceRequested: COLOURS.asks,
  accepted: COLOURS.runs,
  handedOver: COLOURS.runs,
  trialRun: COLOURS.runs,
  trialPassed: COLOURS.asks,
  live: COLOURS.done,
  cancelled: COLOURS.over,
};

export function ProjectStatus({ status }: { readonly status: ProjectRow['status'] }) {
  const { t } = useTranslation('projects');
  return <Mark colour={OF_STATUS[status]}>{t(`status.${status}`)}</Mark>;
}
