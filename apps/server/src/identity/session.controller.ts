import { demoSignIn, refreshSignIn, type SessionView, session, wechatSignIn } from '@liudan/shared/identity/contract';
import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type * as z from 'zod';
import { SignInRoute } from '../kernel/rate-limit.guard.ts';
import { CurrentViewer, Public, type Viewer } from '../kernel/viewer.ts';
import { MeQueries } from './me.queries.ts';
import { ACCESS_SECONDS, SessionActions, type Tokens } from './session.actions.ts';
import { SignInActions } from './sign-in.actions.ts';

@ApiTags('sessions')
@Controller('sessions')
export class SessionController {
  constructor(
    private readonly signIn: SignInActions,
    private readonly sessions: SessionActions,
    private readonly me: MeQueries,
  ) {}

  @Post('wechat')
  @Public()
  @SignInRoute()
  @ApiCreatedResponse({ standardSchema: session })
  async wechat(@Body({ schema: wechatSignIn }) body: z.infer<typeof wechatSignIn>): Promise<SessionView> {
    return this.open(await this.signIn.byWechat(body.code));
  }

  @Post('demo')
  @Public()
  @SignInRoute()
  @ApiCreatedResponse({ standardSchema: session })
  async demo(@Body({ schema: demoSignIn }) body: z.infer<typeof demoSignIn>): Promise<SessionView> {
    return this.open(await this.signIn.asDemo(body.person));
  }

  @Post('refresh')
  @HttpCode(200)
  @Public()
  @SignInRoute()
  @ApiOkResponse({ standardSchema: session })
  async refresh(@Body({ schema: refreshSignIn }) body: z.infer<typeof refreshSignIn>): Promise<SessionView> {
    const { personId, tokens } = await this.sessions.refresh(body.refreshToken);
    return this.view(personId, tokens);
  }

  @Delete('current')
  @HttpCode(204)
  @ApiBearerAuth()
  async close(@CurrentViewer() viewer: Viewer): Promise<void> {
    await this.sessions.close(viewer.sessionId, 'sign_out');
  }

  private async open(personId: string): Promise<SessionView> {
    return this.view(personId, await this.sessions.open(personId));
  }

  private async view(personId: string, tokens: Tokens): Promise<SessionView> {
    return { ...tokens, expiresInSeconds: ACCESS_SECONDS, me: await this.me.me(personId) };
  }
}
