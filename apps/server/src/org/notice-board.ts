import type { CommunityView } from '@liudan/shared/district/contract';
import { Injectable } from '@nestjs/common';

type Notices = CommunityView['notices'];

/**
 * The notices on a community's page. They are kept by a module that stands above this one, so it hands its list in here when it starts.
 */
@Injectable()
export class NoticeBoard {
  private list: (communityId: string) => Promise<Notices> = async () => [];

  listWith(list: (communityId: string) => Promise<Notices>): void {
    this.list = list;
  }

  of(communityId: string): Promise<Notices> {
    return this.list(communityId);
  }
}
