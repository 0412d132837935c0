/** rpx is a 750th of the window's width. vh is a hundredth of the page's own view, which the navigation bar shortens. */
export function convertLengths(value: string): string {
  return value
    .replace(/(-?[\d.]+)rpx\b/g, (_, n: string) => `${+(Number(n) / 7.5).toFixed(5)}vw`)
    .replace(/(-?[\d.]+)vh\b/g, (_, n: string) => `calc(var(--weapp-vh) * ${n})`);
}
