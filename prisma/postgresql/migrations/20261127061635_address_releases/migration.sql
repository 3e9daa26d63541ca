-- CreateTable
CREATE TABLE "address_releases" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "normalized_email" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "address_releases_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "address_releases_user_id_key" ON "address_releases"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "address_releases_token_hash_key" ON "address_releases"("token_hash");

-- CreateIndex
CREATE INDEX "address_releases_expires_at_idx" ON "address_releases"("expires_at");

-- AddForeignKey
ALTER TABLE "address_releases" ADD CONSTRAINT "address_releases_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
