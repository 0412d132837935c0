import {
  type CommunityView,
  communityView,
  type DistrictView,
  districtView,
  type PlaceView,
  placeQuery,
  placeView,
} from '@liudan/shared/district/contract';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { Public } from '../kernel/viewer.ts';
import { OrgQueries } from './org.queries.ts';

@ApiTags('district')
@Public()
@Controller()
export class OrgController {
  constructor(private readonly queries: OrgQueries) {}

  @Get('district')
  @ApiOkResponse({ standardSchema: districtView })
  district(): DistrictView {
    return this.queries.about();
  }

  @Get('place')
  @ApiOkResponse({ standardSchema: placeView })
  place(@Query({ schema: placeQuery }) query: z.infer<typeof placeQuery>): PlaceView {
    return this.queries.place(query);
  }

  @Get('communities/:id')
  @ApiOkResponse({ standardSchema: communityView })
  community(@Param('id') id: string): Promise<CommunityView> {
    return this.queries.community(id);
  }
}
