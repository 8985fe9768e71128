/** A value that is only read: text, not a closed field. */
export function PlainValue({ id, text }: { readonly id: string; readonly text: string }) {
  return (
    <div id={id} className="sodo-form-value">
      {text === '' ? '–' : text}
    </div>
  );
}
