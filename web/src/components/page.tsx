import { Flex, Typography } from 'antd';
import { useEffect, type ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  /** Beside the title: a tag, a count. */
  readonly beside?: ReactNode;
  /** Buttons of the page. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One screen: its title (also the tab's), its buttons, its content. */
export function Page({ title, beside, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Sodo`;
  }, [title]);
  return (
    <div className="sodo-page">
      <Flex align="center" justify="space-between" gap={12} wrap style={{ marginBottom: 12 }}>
        <Flex align="center" gap={10} wrap>
          <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>
            {title}
          </Typography.Title>
          {beside}
        </Flex>
        <Flex gap={8} wrap className="sodo-no-print">
          {actions}
        </Flex>
      </Flex>
      {children}
    </div>
  );
}
