/** Phone numbers as Tencent Cloud writes them. */

/** `13800138000`, `8613800138000` and `+8613800138000` are one number; anything else stays what it is. */
export function withCountry(phone: string): string {
  const digits = /^(?:\+?86|0086)?(1\d{10})$/.exec(phone)?.[1];
  return digits ? `+86${digits}` : phone;
}
