import { type Kind, text } from './kind.ts';

interface RichNode {
  type?: 'node' | 'text';
  name?: string;
  text?: string;
  attrs?: Record<string, string>;
  children?: RichNode[];
}

// WeChat shows a fixed list of tags and drops the rest together with their handlers.
const TAGS = new Set([
  ...['a', 'b', 'blockquote', 'br', 'code', 'del', 'div', 'em', 'font', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i'],
  ...['img', 'ins', 'li', 'ol', 'p', 'pre', 'q', 's', 'section', 'small', 'span', 'strong', 'sub', 'sup', 'table'],
  ...['tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'u', 'ul'],
]);
const ATTRIBUTES = new Set(['class', 'style', 'src', 'alt', 'width', 'height', 'colspan', 'rowspan', 'start']);

function build(name: string, attributes: [string, string][], children: Node[]): Node[] {
  if (!TAGS.has(name.toLowerCase())) return [];
  const element = document.createElement(name);
  for (const [key, value] of attributes) if (ATTRIBUTES.has(key)) element.setAttribute(key, value);
  element.append(...children);
  return [element];
}

function fromHtml(node: Node): Node[] {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')];
  if (!(node instanceof Element)) return [];
  const attributes = [...node.attributes].map((a): [string, string] => [a.name, a.value]);
  return build(node.tagName, attributes, [...node.childNodes].flatMap(fromHtml));
}

function fromTree(node: RichNode): Node[] {
  if (node.type === 'text' || node.name === undefined) return [document.createTextNode(text(node.text))];
  return build(node.name, Object.entries(node.attrs ?? {}), (node.children ?? []).flatMap(fromTree));
}

export const richText: Kind = {
  update({ element, data }) {
    const { nodes } = data;
    const parsed = Array.isArray(nodes)
      ? (nodes as RichNode[]).flatMap(fromTree)
      : [...new DOMParser().parseFromString(text(nodes), 'text/html').body.childNodes].flatMap(fromHtml);
    element.replaceChildren(...parsed);
  },
};
