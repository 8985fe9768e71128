import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AuditEntryOf } from './audit-entry';

interface CellProps {
  readonly of: AuditEntryOf;
}

/** A person by name; programs and partners in words. */
export function Actor({ of: { actor } }: CellProps) {
  const { t } = useTranslation('audit');
  return <>{actor.name ?? t(`actors.${actor.id}`, { defaultValue: actor.id })}</>;
}

export function Action({ of: { action, replaced } }: CellProps) {
  const { t } = useTranslation('audit');
  return (
    <>
      {t(`action.${action}`, { defaultValue: action })}
      {replaced && (
        <Tag color="orange" variant="outlined" style={{ marginInlineStart: 6 }}>
          {t('replaced')}
        </Tag>
      )}
    </>
  );
}

export function Subject({ of: { subject } }: CellProps) {
  const { t } = useTranslation('audit');
  if (!subject) return null;
  const { type, id, label } = subject;
  return (
    <span style={{ overflowWrap: 'anywhere' }}>
      {t(`subjects.${type}`, { defaultValue: type })} {label ?? id}
    </span>
  );
}
