# The web process and the worker; the screens' assets and the phone pages are built here.
FROM node:22-slim AS screens
WORKDIR /build
COPY backend/static/package.json backend/static/package-lock.json backend/static/vendor.mjs backend/static/
RUN cd backend/static && npm install --no-save --no-audit --no-fund && npm run vendor
COPY miniprogram/package.json miniprogram/package-lock.json miniprogram/
RUN cd miniprogram && npm install --no-save --no-audit --no-fund
COPY miniprogram miniprogram
RUN cd miniprogram && npm run build:h5

FROM python:3.13-slim
# Pango and a Chinese font for printed forms.
RUN apt-get update && apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* && useradd --uid 10001 ejiuzhu && install -d -o ejiuzhu -m 700 /data
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY backend backend
COPY miniprogram_api miniprogram_api
COPY docker/gunicorn.conf.py docker/
COPY --from=screens /build/backend/static/vendor backend/static/vendor
COPY --from=screens /build/miniprogram/dist/h5 miniprogram/dist/h5
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER ejiuzhu
EXPOSE 8000
CMD ["gunicorn", "-c", "docker/gunicorn.conf.py", "backend.app:create_app()"]
