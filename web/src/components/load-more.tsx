import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';

interface LoadMoreProps {
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly onMore: () => void;
}

/** The end of a page of a keyset list. */
export function LoadMore({ hasMore, loading, onMore }: LoadMoreProps) {
  const { t } = useTranslation();
  if (!hasMore) return null;
  return (
    <Flex justify="center" style={{ marginTop: 12 }} className="sodo-no-print">
      <Button onClick={onMore} loading={loading}>
        {t('action.more')}
      </Button>
    </Flex>
  );
}
