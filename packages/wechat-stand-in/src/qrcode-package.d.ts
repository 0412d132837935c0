/** The part of the package `qrcode` that is used here; it ships no types of its own. */
declare module 'qrcode' {
  export interface PngOptions {
    readonly type: 'png';
    readonly width: number;
    readonly margin: number;
    readonly errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H';
    readonly color: { readonly dark: string; readonly light: string };
  }
  const qrcode: { toBuffer(text: string, options: PngOptions): Promise<Buffer> };
  export default qrcode;
}
