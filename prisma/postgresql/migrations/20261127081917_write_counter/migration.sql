-- AlterTable
ALTER TABLE "installations" ADD COLUMN     "rolled_back_at" TIMESTAMP(3),
ADD COLUMN     "write_counter" INTEGER NOT NULL DEFAULT 0;
