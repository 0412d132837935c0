import { amount, type Kind, text } from './kind.ts';

export const scrollView: Kind = {
  attached(self) {
    const { element } = self;
    let [low, high] = [false, true];
    element.addEventListener('scroll', () => {
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight } = element;
      self.fire('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX: 0, deltaY: 0 });
      const atLow = scrollHeight - scrollTop - clientHeight <= amount(self.data.lowerThreshold, 50);
      const atHigh = scrollTop <= amount(self.data.upperThreshold, 50);
      if (atLow && !low) self.fire('scrolltolower', { direction: 'bottom' });
      if (atHigh && !high) self.fire('scrolltoupper', { direction: 'top' });
      [low, high] = [atLow, atHigh];
    });
  },
  update({ element, data }) {
    element.style.overflowX = data.scrollX ? 'auto' : 'hidden';
    element.style.overflowY = data.scrollY ? 'auto' : 'hidden';
    if (text(data.scrollTop)) element.scrollTop = amount(data.scrollTop, 0);
    if (text(data.scrollLeft)) element.scrollLeft = amount(data.scrollLeft, 0);
    const into = text(data.scrollIntoView);
    if (into) requestAnimationFrame(() => document.getElementById(into)?.scrollIntoView());
  },
};
