import type { ThemeConfig } from 'antd';

/** Colours with at least 4.5:1 on white for text (WCAG AA); red of the book, blue for what can be pressed. */
export const COLOURS = {
  primary: '#0b5cad',
  book: '#9c1c14',
  late: '#b42318',
  near: '#8a5300',
  fine: '#1b6e3c',
  paused: '#5b4b9a',
  quiet: '#595f69',
} as const;

export const theme: ThemeConfig = {
  token: {
    colorPrimary: COLOURS.primary,
    colorLink: COLOURS.primary,
    colorError: COLOURS.late,
    colorSuccess: COLOURS.fine,
    colorWarning: '#a05a00',
    // Derived from dark colours they would be dark, too.
    colorSuccessBg: '#ebf6ee',
    colorSuccessBorder: '#9fcfae',
    colorWarningBg: '#fdf3e3',
    colorWarningBorder: '#e3bd85',
    colorTextDescription: COLOURS.quiet,
    colorTextTertiary: COLOURS.quiet,
    colorTextQuaternary: '#6b7280',
    colorTextPlaceholder: '#6b7280',
    colorTextDisabled: '#6b7280',
    borderRadius: 4,
    fontFamily: "'Segoe UI', system-ui, -apple-system, Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif",
    // Nothing moves under the hand.
    motion: false,
  },
  components: {
    Layout: { headerBg: '#ffffff', siderBg: '#ffffff', bodyBg: '#f4f6f8' },
    Table: { headerBg: '#eef2f6', cellPaddingBlockMD: 8, rowSelectedBg: '#e3eefa', rowSelectedHoverBg: '#d6e6f7' },
    Menu: { itemSelectedBg: '#e3eefa' },
  },
};
