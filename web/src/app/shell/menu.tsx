import {
  AlertOutlined,
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CloudUploadOutlined,
  DashboardOutlined,
  DeploymentUnitOutlined,
  FileAddOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  HddOutlined,
  HeartOutlined,
  LineChartOutlined,
  ProjectOutlined,
  SafetyCertificateOutlined,
  SearchOutlined,
  SwapOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Me } from '../../lib/session-store';
import { hasRole, mayDo } from '../../lib/use-session';

export interface MenuEntry {
  readonly path: string;
  /** Text `menu.<key>`. */
  readonly key: string;
  readonly icon: ReactNode;
  readonly shown: (me: Me) => boolean;
}

const worksOnTasks = (me: Me) => hasRole(me, 'officer', 'oneStopClerk', 'unitHead');

/** In the order of use: the first one a person has is his first page. */
const entries: readonly MenuEntry[] = [
  { path: '/sla', key: 'sla', icon: <DashboardOutlined />, shown: (me) => mayDo(me, 'sla.read') && !worksOnTasks(me) },
  { path: '/inbox', key: 'inbox', icon: <CheckSquareOutlined />, shown: worksOnTasks },
  { path: '/intake', key: 'intake', icon: <FileAddOutlined />, shown: (me) => mayDo(me, 'draft.write') },
  { path: '/results', key: 'results', icon: <AuditOutlined />, shown: (me) => mayDo(me, 'draft.write') },
  { path: '/register', key: 'register', icon: <BookOutlined />, shown: (me) => mayDo(me, 'draft.write') },
  { path: '/dossiers', key: 'dossiers', icon: <SearchOutlined />, shown: (me) => mayDo(me, 'dossier.search') },
  { path: '/sla', key: 'sla', icon: <DashboardOutlined />, shown: (me) => mayDo(me, 'sla.read') && worksOnTasks(me) },
  { path: '/workload', key: 'workload', icon: <LineChartOutlined />, shown: (me) => mayDo(me, 'sla.read') },
  { path: '/statistics', key: 'statistics', icon: <BarChartOutlined />, shown: (me) => mayDo(me, 'sla.read') },
  {
    path: '/admin/procedures',
    key: 'procedures',
    icon: <DeploymentUnitOutlined />,
    shown: (me) => hasRole(me, 'admin', 'operator', 'manager'),
  },
  {
    path: '/admin/calendar',
    key: 'calendar',
    icon: <CalendarOutlined />,
    shown: (me) => hasRole(me, 'admin', 'operator', 'manager'),
  },
  { path: '/accounts', key: 'accounts', icon: <TeamOutlined />, shown: (me) => mayDo(me, 'account.read') },
  { path: '/projects', key: 'projects', icon: <ProjectOutlined />, shown: (me) => mayDo(me, 'project.read') },
  { path: '/handovers', key: 'handovers', icon: <SwapOutlined />, shown: (me) => mayDo(me, 'handover.read') },
  { path: '/reports', key: 'reports', icon: <FileTextOutlined />, shown: (me) => mayDo(me, 'report.read') },
  { path: '/incidents', key: 'incidents', icon: <AlertOutlined />, shown: (me) => mayDo(me, 'incident.read') },
  { path: '/portable-copies', key: 'copies', icon: <HddOutlined />, shown: (me) => mayDo(me, 'copy.read') },
  { path: '/compliance', key: 'compliance', icon: <FileDoneOutlined />, shown: (me) => mayDo(me, 'compliance.read') },
  { path: '/admin/health', key: 'health', icon: <HeartOutlined />, shown: (me) => mayDo(me, 'metrics.read') },
  { path: '/admin/outbox', key: 'outbox', icon: <CloudUploadOutlined />, shown: (me) => mayDo(me, 'outbox.read') },
  { path: '/admin/audit', key: 'audit', icon: <SafetyCertificateOutlined />, shown: (me) => mayDo(me, 'audit.read') },
];

export function menuFor(me: Me): readonly MenuEntry[] {
  return entries.filter(({ shown }) => shown(me));
}
