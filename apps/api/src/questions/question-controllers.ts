import { Controller, Get, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import type { Actor } from '@ledger/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignedIn } from '../sign-in/signed-in';
import { allQuestions } from './all-questions';
import type { Question } from './question';
import { QuestionDesk } from './question-desk';

function controllerOf(question: Question): Type {
  const Asked = question.isPosted ? Post : Get;
  @Controller()
  class OneQuestion {
    constructor(@Inject(QuestionDesk) private readonly desk: QuestionDesk) {}

    @Asked(question.path)
    answer(@SignedIn() actor: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.desk.answer(question, actor, request, reply);
    }
  }
  Object.defineProperty(OneQuestion, 'name', { value: `${question.name}Controller` });
  return OneQuestion;
}

export const questionControllers: readonly Type[] = allQuestions.map(controllerOf);
