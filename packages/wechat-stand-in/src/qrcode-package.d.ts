/** The part of the package `qrcode` that is used here; it ships no types of its own. */
declare module 'qrcode' {
  export interface Code {
    readonly modules: {
      /** Modules along one side. */
      readonly size: number;
      /** 1 is dark. */
      get(row: number, column: number): number;
    };
  }
  const qrcode: { create(text: string, options: { readonly errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' }): Code };
  export default qrcode;
}
