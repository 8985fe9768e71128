import { Form, Modal, Typography, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from './problem-alert';
import { RestoredNote } from './restored-note';
import { useDialogDraft } from '../lib/use-dialog-draft';

interface KeptDialogProps<Values> {
  readonly form: FormInstance<Values>;
  /** What the typed fields are kept under. */
  readonly keptAs: readonly [subject: string, dialog: string];
  readonly title: string;
  /** What will happen, in plain words. */
  readonly intro: string;
  readonly okText: string;
  readonly danger?: boolean;
  readonly width?: number;
  readonly busy: boolean;
  readonly error: unknown;
  readonly initialValues: Partial<Values>;
  readonly onSend: (values: Values, clear: () => void) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that stays open, with everything typed, until it is done; a reload loses nothing. */
export function KeptDialog<Values extends object>(props: KeptDialogProps<Values>) {
  const { form, keptAs, title, intro, okText, danger, width, busy, error, initialValues, onSend, onClose, children } =
    props;
  const { t } = useTranslation();
  const draft = useDialogDraft(form, ...keptAs);
  return (
    <Modal
      open
      title={title}
      width={width}
      okText={okText}
      okButtonProps={{ danger, loading: busy, htmlType: 'submit' }}
      cancelText={t('action.cancel')}
      onOk={() => form.submit()}
      onCancel={() => draft.giveUp() && onClose()}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <Typography.Paragraph>{intro}</Typography.Paragraph>
      <RestoredNote shown={draft.restored !== undefined} />
      <ProblemAlert error={error} />
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ ...initialValues, ...draft.restored }}
        onValuesChange={draft.onValuesChange}
        scrollToFirstError={{ focus: true }}
        onFinish={(values: Values) => onSend(values, draft.clear)}
      >
        {children}
      </Form>
    </Modal>
  );
}
