import { Injectable } from '@nestjs/common';

/**
 * The short code of a community, for links and cards that lead to it. Codes are kept by a module that stands above this one, so it hands
 * the look-up in here when it starts.
 */
@Injectable()
export class EntryBoard {
  private ask: (communityId: string) => Promise<string | null> = async () => null;

  askWith(ask: (communityId: string) => Promise<string | null>): void {
    this.ask = ask;
  }

  codeOf(communityId: string): Promise<string | null> {
    return this.ask(communityId);
  }
}
