import { CameraOutlined, DeleteOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Checkbox, InputNumber, Popconfirm, Tooltip } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment, ComponentRule } from './component-checklist';

const TAKEN = '.pdf,.jpg,.jpeg,.png,.tif,.tiff';

interface ComponentRowProps {
  readonly rule: ComponentRule;
  readonly copies: number;
  readonly files: readonly Attachment[];
  readonly isMissing: boolean;
  readonly isBusy: boolean;
  readonly onCopies: (copies: number) => void;
  readonly onUpload: (files: readonly File[]) => void;
  readonly onShow: (file: Attachment) => void;
  readonly onRemove: (file: Attachment) => void;
}

/** One paper: ticked when it is in hand; a scan comes by button, by camera, or is dropped anywhere on the row. */
export function ComponentRow(props: ComponentRowProps) {
  const { rule, copies, files, isMissing, isBusy, onCopies, onUpload } = props;
  const { t } = useTranslation('intake');
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onUpload([...event.dataTransfer.files]);
  };
  return (
    <li
      id={`component-${rule.id}`}
      className={`sodo-checklist-row${isOver ? ' sodo-drop' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="sodo-checklist-line">
        <Checkbox
          checked={copies > 0}
          onChange={({ target }) => onCopies(target.checked ? Math.max(1, rule.copies) : 0)}
          className="sodo-checklist-name"
        >
          <span className="sodo-two-lines" title={rule.name}>
            {isMissing && <strong className="sodo-late">{t('component.missing')} · </strong>}
            {rule.name}
          </span>
        </Checkbox>
        <InputNumber<number>
          size="small"
          min={0}
          max={100}
          value={copies}
          controls={false}
          aria-label={t('component.copies', { name: rule.name })}
          style={{ width: 40 }}
          onChange={(value) => onCopies(value ?? 0)}
        />
        <FileButton
          label={t('component.scan', { name: rule.name })}
          icon={<UploadOutlined />}
          isBusy={isBusy}
          onFiles={onUpload}
        />
        <span className="sodo-touch-only">
          <FileButton
            label={t('component.photograph', { name: rule.name })}
            icon={<CameraOutlined />}
            isBusy={isBusy}
            isCamera
            onFiles={onUpload}
          />
        </span>
      </div>
      {files.map((file) => (
        <div key={file.id} className="sodo-checklist-file">
          <Button type="link" size="small" icon={<PaperClipOutlined aria-hidden />} onClick={() => props.onShow(file)}>
            <span className="sodo-ellipsis">{file.fileName}</span>
          </Button>
          <Popconfirm title={t('file.removeAsk')} okText={t('file.remove')} onConfirm={() => props.onRemove(file)}>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('file.removeOne', { name: file.fileName })}
            />
          </Popconfirm>
        </div>
      ))}
    </li>
  );
}

interface FileButtonProps {
  readonly label: string;
  readonly icon: React.ReactNode;
  readonly isBusy: boolean;
  /** Opens the camera of a phone. */
  readonly isCamera?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

function FileButton({ label, icon, isBusy, isCamera = false, onFiles }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Tooltip title={label}>
        <Button size="small" icon={icon} loading={isBusy} aria-label={label} onClick={() => input.current?.click()} />
      </Tooltip>
      <input
        ref={input}
        type="file"
        hidden
        multiple={!isCamera}
        accept={isCamera ? 'image/jpeg,image/png' : TAKEN}
        capture={isCamera ? 'environment' : undefined}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </>
  );
}
