import { Button, Flex, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_ACTIONS } from '../../../../contracts/audit-actions';
import { DayRangePicker } from '../../components/day-range-picker';
import { UnitPicker } from '../../components/unit-picker';
import type { AuditFilters } from './audit-entry';

interface AuditFilterBarProps {
  readonly filters: AuditFilters;
  readonly onChange: (filters: AuditFilters) => void;
}

/** Choices take effect at once; what is typed, with Enter or the button. */
export function AuditFilterBar({ filters, onChange }: AuditFilterBarProps) {
  const { t } = useTranslation('audit');
  const [actor, setActor] = useState(filters.actor ?? '');
  const [subject, setSubject] = useState(filters.subject ?? '');
  const typed = { actor: actor.trim() || undefined, subject: subject.trim() || undefined };
  const { from, to } = filters;
  return (
    <form
      role="search"
      aria-label={t('filters')}
      className="sodo-no-print"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ ...filters, ...typed });
      }}
    >
      <Flex gap={8} wrap align="center" style={{ marginBottom: 12 }}>
        <DayRangePicker
          aria-label={t('period')}
          {...(from && to ? { value: [from, to] as const } : {})}
          onChange={(days) => onChange({ ...filters, ...typed, from: days?.[0], to: days?.[1] })}
        />
        <Input
          aria-label={t('who')}
          placeholder={`${t('who')}: ${t('whoHint').toLocaleLowerCase()}`}
          value={actor}
          allowClear
          maxLength={100}
          onChange={(event) => setActor(event.target.value)}
          style={{ width: 300, maxWidth: '100%' }}
        />
        <Select<string>
          aria-label={t('what')}
          placeholder={t('anyAction')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={filters.action}
          onChange={(action: string | undefined) => onChange({ ...filters, ...typed, action })}
          options={AUDIT_ACTIONS.map((value) => ({ value, label: t(`action.${value}`) }))}
          style={{ width: 260, maxWidth: '100%' }}
        />
        <Input
          aria-label={t('subject')}
          placeholder={t('subjectHint')}
          value={subject}
          allowClear
          maxLength={100}
          onChange={(event) => setSubject(event.target.value)}
          style={{ width: 280, maxWidth: '100%' }}
        />
        <UnitPicker
          kinds={['department', 'registrationOffice', 'branch', 'oneStop', 'commune']}
          value={filters.unit}
          onChange={(unit) => onChange({ ...filters, ...typed, unit })}
        />
        <Button type="primary" htmlType="submit">
          {t('search')}
        </Button>
        <Button
          onClick={() => {
            setActor('');
            setSubject('');
            onChange({});
          }}
        >
          {t('reset')}
        </Button>
      </Flex>
    </form>
  );
}
