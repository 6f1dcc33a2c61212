# Two stages: the first installs, the second holds only what runs. Works with a read-only root and one writable volume, /data.
#   docker build -t deadline-monitor .
#   docker run --read-only -v deadlines:/data deadline-monitor
# The site listens on the container's own loopback until somebody guards it; to reach it from outside:
#   docker run --read-only -v deadlines:/data -p 127.0.0.1:8080:8080 -e MONITOR_WEB_HOST=0.0.0.0 -e MONITOR_WEB_PASSWORD=... deadline-monitor
ARG PYTHON_IMAGE=docker.io/library/python:3.12-slim

FROM ${PYTHON_IMAGE} AS build
WORKDIR /src
# LOCK=requirements-scale.lock adds what `monitor run --role` needs.
ARG LOCK=requirements.lock
COPY ${LOCK} requirements-build.lock ./
RUN python3 -m venv /opt/monitor \
 && python3 -m venv /opt/build \
 && /opt/monitor/bin/pip install --no-cache-dir --no-compile --require-hashes -r ${LOCK} \
 && /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY config config
COPY monitor monitor
RUN /opt/build/bin/python -m hatchling build -t wheel -d /dist \
 && /opt/monitor/bin/pip install --no-cache-dir --no-deps --no-index /dist/*.whl \
 && /opt/monitor/bin/pip uninstall --yes pip \
 && /opt/monitor/bin/python3 -m compileall -q /opt/monitor \
 && /opt/monitor/bin/python3 -m monitor.lexicon_file

FROM ${PYTHON_IMAGE}
COPY --from=build /opt/monitor /opt/monitor
RUN mkdir /data && chown 10001:10001 /data
ENV PATH=/opt/monitor/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/data \
    MONITOR_DATA_DIR=/data
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
# Asks the database, so that it holds whatever the site listens on, and without a site.
HEALTHCHECK --interval=1m --timeout=20s --start-period=30s CMD ["monitor", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT []
CMD ["monitor", "run"]
