import { Input } from 'antd';
import { useEffect, useState } from 'react';

interface SearchWordsProps {
  /** What is looked for now. */
  readonly q: string;
  readonly label: string;
  readonly onChange: (q: string) => void;
  readonly autoFocus?: boolean;
}

/** Typing is asked about once it rests. */
const REST_MS = 350;

/** A field for words to look for; it follows the address when somebody else changes it, and never takes back what is typed. */
export function SearchWords({ q, label, onChange, autoFocus }: SearchWordsProps) {
  const [text, setText] = useState(q);
  const [sent, setSent] = useState(q);
  const [known, setKnown] = useState(q);
  if (q !== known) {
    setKnown(q);
    if (q !== sent) setText(q);
  }
  useEffect(() => {
    if (text.trim() === known) return undefined;
    const timer = window.setTimeout(() => {
      setSent(text.trim());
      onChange(text.trim());
    }, REST_MS);
    return () => window.clearTimeout(timer);
  }, [text, known, onChange]);
  return (
    <Input.Search
      allowClear
      autoFocus={autoFocus}
      aria-label={label}
      placeholder={label}
      style={{ flex: '2 1 240px', maxWidth: 420 }}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onSearch={(value) => {
        setSent(value.trim());
        onChange(value.trim());
      }}
    />
  );
}
