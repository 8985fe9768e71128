import { Alert } from 'antd';

interface DoneNoteProps {
  /** What was done, in words; nothing yet while it is absent. */
  readonly text: string | undefined;
  readonly onClose: () => void;
}

/** Above a page: what the person has just done is recorded. */
export function DoneNote({ text, onClose }: DoneNoteProps) {
  if (text === undefined) return null;
  return (
    <Alert type="success" showIcon role="status" title={text} closable={{ onClose }} style={{ marginBottom: 12 }} />
  );
}
