// What WeChat draws above the page: toasts, dialogs, lists. Everything here can be read and tapped by its text.

const root = (): HTMLElement => document.getElementById('overlays') as HTMLElement;

/** An element with a class and text; the text never becomes markup. */
export function make(tag: string, className = '', text = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/**
 * The browser sends a click after every touch, to whatever is under the finger by then. Something that opened in answer
 * to the touch must not take that click: it counts only clicks that began on itself.
 */
function onlyWhenPressed(element: HTMLElement): void {
  let pressed = false;
  element.addEventListener('pointerdown', () => {
    pressed = true;
  });
  const check = (event: Event) => {
    if (pressed) return;
    event.stopPropagation();
    event.preventDefault();
  };
  element.addEventListener('click', check, true);
}

export interface Sheet {
  box: HTMLElement;
  close(): void;
}

/** Opens a dialog. A tap on the shade around it calls `dismissed`, where WeChat allows that. */
export function openSheet(place: 'centre' | 'bottom', label: string, dismissed?: () => void): Sheet {
  const shade = make('div', place === 'bottom' ? 'weapp-shade bottom' : 'weapp-shade');
  const box = make('div', 'weapp-box');
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-label', label);
  shade.appendChild(box);
  onlyWhenPressed(shade);
  shade.addEventListener('click', (event) => {
    if (event.target === shade) dismissed?.();
  });
  root().appendChild(shade);
  return { box, close: () => shade.remove() };
}

/** A row of buttons at the foot of a dialog. */
export function addButtons(box: HTMLElement, buttons: [label: string, act: () => void][]): void {
  const row = make('div', 'buttons');
  for (const [label, act] of buttons) row.appendChild(button(label, act));
  box.appendChild(row);
}

export function button(label: string, act: () => void): HTMLElement {
  const element = make('div', '', label);
  element.setAttribute('role', 'button');
  element.addEventListener('click', act);
  return element;
}

let toast: HTMLElement | undefined;
let toastTimer: number | undefined;

/** Shows a toast; `duration` in milliseconds, undefined keeps it until `hideToast`. Modal ones swallow taps. */
export function showToast(text: string, duration: number | undefined, modal: boolean): void {
  hideToast();
  toast = make('div', modal ? 'weapp-shade plain' : '');
  const box = make('div', 'weapp-toast', text);
  box.setAttribute('role', 'status');
  toast.appendChild(box);
  root().appendChild(toast);
  if (duration !== undefined) toastTimer = window.setTimeout(hideToast, duration);
}

export function hideToast(): void {
  window.clearTimeout(toastTimer);
  toast?.remove();
  toast = undefined;
}

/** A dark screen with one picture; a tap closes it. */
export function showPicture(url: string, closed: () => void): void {
  const screen = make('div', 'weapp-preview');
  screen.setAttribute('role', 'dialog');
  screen.setAttribute('aria-label', '图片预览');
  const picture = document.createElement('img');
  picture.className = 'picture';
  picture.src = url;
  screen.appendChild(picture);
  onlyWhenPressed(screen);
  screen.addEventListener('click', () => {
    screen.remove();
    closed();
  });
  root().appendChild(screen);
}
