import { Form, Modal, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../components/problem-alert';
import { RestoredNote } from '../../../components/restored-note';
import { useDialogDraft } from '../../../lib/use-dialog-draft';
import type { Done } from '../done-notice';
import { useAction } from '../use-action';
import type { Dossier } from '../use-dossier';

/** What every dialog of an action gets. */
export interface DialogProps {
  readonly dossier: Dossier;
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
}

interface ActionDialogProps<Values> extends DialogProps {
  readonly title: string;
  /** What will happen, in plain words. */
  readonly intro: string;
  readonly okText: string;
  readonly danger?: boolean;
  readonly width?: number;
  /** Below the dossier's address. */
  readonly path: string;
  /** What the notice says afterwards. */
  readonly told: string;
  readonly initialValues?: Partial<Values>;
  readonly bodyOf: (values: Values) => unknown;
  readonly children: ReactNode;
}

/**
 * One action with its fields. It stays open, with everything typed, until the action is done: a refusal is shown inside it. What is
 * typed outlives a reload.
 */
export function ActionDialog<Values extends object>(props: ActionDialogProps<Values>) {
  const { dossier, onDone, onClose, title, intro, okText, danger, width, path, told, initialValues, bodyOf } = props;
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const draft = useDialogDraft(form, dossier.id, path);
  const { act, busy, error } = useAction(dossier, (done) => {
    draft.clear();
    onClose();
    onDone(done);
  });
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
      <Form
        form={form}
        layout="vertical"
        initialValues={{ ...initialValues, ...draft.restored }}
        onValuesChange={draft.onValuesChange}
        scrollToFirstError={{ focus: true }}
        onFinish={(values: Values) => act(path, bodyOf(values), told)}
      >
        {props.children}
      </Form>
    </Modal>
  );
}
