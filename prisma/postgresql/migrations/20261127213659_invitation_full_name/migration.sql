-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "full_name" TEXT;
