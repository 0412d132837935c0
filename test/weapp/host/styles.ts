import postcss from 'postcss';
import { convertLengths } from './lengths.ts';

/** The tags WeChat builds in. They are renamed to `wx-…` because several are also HTML elements with looks of their own. */
export const BUILT_IN_TAGS = [
  ...['view', 'text', 'button', 'image', 'input', 'textarea', 'form', 'label', 'scroll-view', 'swiper', 'swiper-item'],
  ...['icon', 'progress', 'rich-text', 'navigator', 'checkbox', 'checkbox-group', 'radio', 'radio-group', 'switch'],
  ...['slider', 'picker', 'picker-view', 'picker-view-column', 'map', 'canvas', 'video', 'audio', 'camera', 'web-view'],
  ...['cover-view', 'cover-image', 'movable-area', 'movable-view', 'page-container', 'root-portal', 'match-media'],
  ...['share-element', 'page-meta', 'navigation-bar', 'editor', 'live-player', 'live-pusher', 'open-data'],
  ...['official-account', 'ad', 'functional-page-navigator', 'keyboard-accessory', 'voip-room', 'native-slot'],
  ...['custom-wrapper-slot', 'sticky-header', 'sticky-section', 'grid-view', 'list-view', 'snapshot', 'span'],
].sort((a, b) => b.length - a.length);

const TAGS = BUILT_IN_TAGS.join('|');
const TAG_IN_WXML = new RegExp(`<(/?)(${TAGS})(?=[\\s/>])`, 'g');
const OPENING_TAG = new RegExp(`<(${TAGS})((?:\\s+[\\w:.@-]+(?:\\s*=\\s*(?:"[^"]*"|'[^']*'))?)*)\\s*/?>`, 'g');
const TAG_IN_SELECTOR = new RegExp(`(^|[\\s>+~,(])(page|${TAGS})(?=$|[\\s.:#\\[>+~,)])`, 'g');
const NOT_A_PROPERTY = /^(bind|catch|capture|mut-bind|wx:|data-|mark:|model:|generic:|slot$|id$|class$|style$)/;

/** One WXSS style sheet as CSS for the host: tags renamed, lengths converted. */
export function convertWxss(wxss: string): string {
  const root = postcss.parse(wxss);
  root.walkRules((rule) => {
    rule.selector = rule.selector.replace(TAG_IN_SELECTOR, '$1wx-$2');
  });
  root.walkDecls((declaration) => {
    declaration.value = convertLengths(declaration.value);
  });
  return root.toString();
}

export const renameTags = (wxml: string): string => wxml.replace(TAG_IN_WXML, '<$1wx-$2');

/** Adds the attributes this template gives to built-in tags to `into` (tag -> names in camel case). */
export function collectAttributes(wxml: string, into: Map<string, Set<string>>): void {
  for (const [, tag = '', body = ''] of wxml.matchAll(OPENING_TAG)) {
    const names = into.get(tag) ?? new Set<string>();
    into.set(tag, names);
    // Values are dropped first: a value may itself contain something that looks like an attribute.
    for (const [name] of body.replace(/=\s*("[^"]*"|'[^']*')/g, ' ').matchAll(/[\w:.@-]+/g)) {
      if (!NOT_A_PROPERTY.test(name)) names.add(name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase()));
    }
  }
}
