# The bot and its action server, with the model trained into the image.
FROM python:3.10-slim
RUN apt-get update && apt-get install -y --no-install-recommends build-essential && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 ejiuzhu && install -d -o ejiuzhu -m 700 /data
WORKDIR /app/bot
COPY bot/requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY nlu_data /app/nlu_data
COPY bot .
RUN python train.py
COPY docker/bot/endpoints.compose.yml .
ENV PYTHONUNBUFFERED=1 PYTHONWARNINGS=ignore::DeprecationWarning
USER ejiuzhu
EXPOSE 5005 5055
CMD ["python", "start_bot.py"]
