import { Form } from 'antd';
import { useRef, type ReactNode } from 'react';
import { KeptDialog } from '../../../components/kept-dialog';
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
  const [form] = Form.useForm<Values>();
  const clear = useRef<() => void>(undefined);
  const { act, busy, error } = useAction(dossier, (done) => {
    clear.current?.();
    onClose();
    onDone(done);
  });
  return (
    <KeptDialog<Values>
      form={form}
      keptAs={[dossier.id, path]}
      title={title}
      intro={intro}
      okText={okText}
      danger={danger}
      width={width}
      busy={busy}
      error={error}
      initialValues={initialValues ?? {}}
      onClose={onClose}
      onSend={(values, clearDraft) => {
        clear.current = clearDraft;
        act(path, bodyOf(values), told);
      }}
    >
      {props.children}
    </KeptDialog>
  );
}
