import { Button, Empty, Flex, Image } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from '../lib/api-client';
import { PageLoading } from './page-loading';
import { ProblemAlert } from './problem-alert';

interface FilePreviewProps {
  /** Below `/api/v1`. */
  readonly path: string;
  readonly mediaType: string;
  readonly title: string;
  readonly height?: number | string;
  /** Prints as soon as it is shown. */
  readonly printAtOnce?: boolean;
}

/** A scan or an official paper inside the page, with buttons to print and to keep it. */
export function FilePreview({ path, mediaType, title, height = 560, printAtOnce = false }: FilePreviewProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['file', path],
    queryFn: () => download(path),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const url = useObjectUrl(data?.blob);
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data || url === undefined) return <PageLoading />;
  const print = () => frame.current?.contentWindow?.print();
  const isPdf = mediaType === 'application/pdf';
  return (
    <div>
      <Flex gap={8} style={{ marginBottom: 8 }} className="sodo-no-print">
        {isPdf && <Button onClick={print}>{t('action.print')}</Button>}
        <Button href={url} download={data.fileName}>
          {t('action.download')}
        </Button>
      </Flex>
      {isPdf ? (
        <iframe
          ref={frame}
          // The page of a paper, not the viewer's list of pages.
          src={`${url}#navpanes=0&view=FitH`}
          title={title}
          style={{ width: '100%', height, border: '1px solid #d0d7de' }}
          onLoad={() => printAtOnce && print()}
        />
      ) : mediaType.startsWith('image/') && mediaType !== 'image/tiff' ? (
        <Image src={url} alt={title} style={{ maxWidth: '100%', maxHeight: height, objectFit: 'contain' }} />
      ) : (
        <Empty description={t('file.noPreview')} />
      )}
    </div>
  );
}

function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return undefined;
    const made = URL.createObjectURL(blob);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the address lives exactly as long as this effect
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
