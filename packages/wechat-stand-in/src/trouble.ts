/** Something was asked of the stand-in itself that can't be done. */
export class StandInError extends Error {}
