import { Card, Descriptions } from 'antd';
import type { ReactNode } from 'react';

interface FactCardProps {
  readonly title: string;
  /** Label and value, in this order; what has no value is left out. */
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
}

/** What is known of something, on wide screens in two columns. */
export function FactCard({ title, facts }: FactCardProps) {
  return (
    <Card size="small" title={title}>
      <Descriptions
        size="small"
        column={{ xs: 1, lg: 2 }}
        items={facts.flatMap(([label, children]) => (children ? [{ key: label, label, children }] : []))}
      />
    </Card>
  );
}
