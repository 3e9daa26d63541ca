-- AlterTable
ALTER TABLE "sessions" ADD COLUMN "previous_id" TEXT;
