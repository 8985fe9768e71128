/**
 * The nonce of this very page (api/web-app.ts). Styles that libraries make at run time must carry it or the page's policy
 * refuses them; antd takes it as a setting, but some of what it stands on does not (the scroll-bar measure of rc-util). So every
 * style element made here gets it. Scripts are not touched: none is ever made at run time.
 */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

export function giveStylesTheNonce(): void {
  const createElement: (name: string, options?: ElementCreationOptions) => HTMLElement =
    document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = createElement(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = styleNonce;
    return element;
  };
}
