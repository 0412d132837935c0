import { type ArgumentsHost, BadGatewayException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { safeError } from './logger.ts';
import { ProblemFilter } from './problem.filter.ts';

/** The filter's answer to an error that no route can be made to throw on purpose. */
function answerTo(error: unknown) {
  const logged: unknown[] = [];
  const answer = { status: 0, body: {} as unknown };
  const reply = {
    sent: false,
    header: () => reply,
    code: (status: number) => Object.assign(answer, { status }) && reply,
    send: (body: unknown) => Object.assign(answer, { body }) && reply,
  };
  const request = { id: 'id-1', headers: {}, routeOptions: {}, log: { error: (line: unknown) => logged.push(line) } };
  const http = { getRequest: () => request, getResponse: () => reply };
  new ProblemFilter().catch(error, { switchToHttp: () => http } as unknown as ArgumentsHost);
  return { ...answer, logged: JSON.stringify(logged) };
}

const duplicate = Object.assign(new Error("Duplicate entry '13900000001' for key"), {
  code: 'ER_DUP_ENTRY',
  errno: 1062,
});
const query = new QueryFailedError('INSERT INTO person VALUES (?)', ['陈春梅', '13900000001'], duplicate);

describe('errors nobody foresaw', () => {
  it('says nothing of itself to the client', () => {
    const { status, body } = answerTo(new TypeError("Cannot read properties of undefined (reading 'secret')"));
    expect(status).toBe(500);
    expect(body).toEqual({ code: 'INTERNAL', message: expect.stringMatching(/系统出了点问题/), requestId: 'id-1' });
  });

  it('tells the log where it happened, without the values of the row', () => {
    const { status, logged } = answerTo(query);
    expect(status).toBe(500);
    expect(logged).toContain('1062');
    expect(logged).not.toMatch(/1390000|陈春梅|INSERT/);
  });

  it('asks for patience where the database is busy or gone', () => {
    const gone = Object.assign(new Error('x'), { code: 'PROTOCOL_CONNECTION_LOST' });
    expect(answerTo(new QueryFailedError('', [], gone)).status).toBe(503);
    const busy = Object.assign(new Error('x'), { code: 'SQLITE_BUSY' });
    expect(answerTo(new QueryFailedError('', [], busy))).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
  });

  it('does not take an unlisted status at its word', () => {
    expect(answerTo(new BadGatewayException()).status).toBe(500);
    expect(answerTo(Object.assign(new Error('x'), { statusCode: 200, code: 'E' })).status).toBe(500);
    expect(answerTo('a string').status).toBe(500);
    expect(answerTo(undefined).status).toBe(500);
  });

  it('keeps only the frames of a stack, because its first line is the message again', () => {
    expect(JSON.stringify(safeError(query))).not.toContain('Duplicate entry');
  });
});
