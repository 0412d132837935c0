import { amount, type BuiltIn, type Kind } from './kind.ts';

const itemsOf = (self: BuiltIn): HTMLElement[] => [...self.element.querySelectorAll<HTMLElement>('wx-swiper-item')];

function place(self: BuiltIn): void {
  const current = amount(self.value, 0);
  const axis = self.data.vertical ? 'Y' : 'X';
  const items = itemsOf(self);
  items.forEach((item, index) => {
    item.style.transform = `translate${axis}(${(index - current) * 100}%)`;
    item.setAttribute('aria-hidden', String(index !== current));
  });
  const dots = self.element.querySelector<HTMLElement>(':scope > .dots');
  if (!dots) return;
  dots.hidden = !self.data.indicatorDots;
  dots.replaceChildren(
    ...items.map((_, index) =>
      Object.assign(document.createElement('i'), { className: index === current ? 'on' : '' }),
    ),
  );
}

function move(self: BuiltIn, by: number, source: 'touch' | 'autoplay'): void {
  const count = itemsOf(self).length;
  if (count === 0) return;
  const wanted = amount(self.value, 0) + by;
  const current =
    self.data.circular || source === 'autoplay' ? (wanted + count) % count : Math.min(Math.max(wanted, 0), count - 1);
  if (current === self.value) return;
  self.value = current;
  place(self);
  self.fire('change', { current, source });
  self.fire('animationfinish', { current, source });
}

export const swiper: Kind = {
  attached(self) {
    const dots = document.createElement('div');
    dots.className = 'dots';
    self.element.appendChild(dots);
    // Items come and go with the data; the framework inserts them after this element is attached.
    new MutationObserver((changes) => {
      if (changes.some((change) => change.target !== dots)) place(self);
    }).observe(self.element, { childList: true, subtree: true });
    let start: Touch | undefined;
    self.element.addEventListener(
      'touchstart',
      (event) => {
        start = event.changedTouches[0];
      },
      { passive: true },
    );
    self.element.addEventListener('touchend', (event) => {
      const end = event.changedTouches[0];
      if (!start || !end) return;
      const distance = self.data.vertical ? end.clientY - start.clientY : end.clientX - start.clientX;
      if (Math.abs(distance) > 30) move(self, distance < 0 ? 1 : -1, 'touch');
    });
    const turn = () => {
      if (!self.element.isConnected) return;
      if (self.data.autoplay && self.element.offsetParent) move(self, 1, 'autoplay');
      window.setTimeout(turn, amount(self.data.interval, 5000));
    };
    window.setTimeout(turn, amount(self.data.interval, 5000));
  },
  update(self) {
    const given = amount(self.data.current, 0);
    if (self.element.dataset.current !== String(given) || self.value === undefined) {
      self.element.dataset.current = String(given);
      self.value = given;
    }
    place(self);
  },
};
