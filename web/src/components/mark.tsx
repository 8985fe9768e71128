import type { ReactNode } from 'react';
import './mark.css';

interface MarkProps {
  readonly colour: string;
  readonly icon?: ReactNode;
  /** More about it, for whoever points at it. */
  readonly title?: string;
  readonly children: ReactNode;
}

/** A word in a frame. Lists draw hundreds of them while they scroll: it is a plain element. */
export function Mark({ colour, icon, title, children }: MarkProps) {
  return (
    <span className="sodo-mark" style={{ color: colour, borderColor: colour }} title={title}>
      {icon}
      {children}
    </span>
  );
}
