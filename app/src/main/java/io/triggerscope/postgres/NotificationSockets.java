package io.triggerscope.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets whose input is a {@link NotificationInput}. The driver makes it by its name, from the
 * property {@code socketFactory}; for connections under TLS there is {@link NotificationTlsSockets}
 * as well.
 */
public final class NotificationSockets extends SocketFactory {

  private final String key;

  /**
   * @param key by which the input is found, from the property {@code socketFactoryArg}
   */
  public NotificationSockets(String key) {
    this.key = key;
  }

  @Override
  public Socket createSocket() {
    return new NotificationSocket(key);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket(InetAddress.getByName(host), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    var socket = createSocket();
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket(InetAddress.getByName(host), port, localHost, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    var socket = createSocket();
    socket.bind(new InetSocketAddress(localHost, localPort));
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  /** Becomes an ordinary one when TLS is laid over it, which has such an input itself. */
  static final class NotificationSocket extends Socket {

    private final String key;
    private boolean ordinary;

    NotificationSocket(String key) {
      this.key = key;
    }

    void beOrdinary() {
      ordinary = true;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      var in = super.getInputStream();
      return ordinary ? in : new NotificationInput(key, this, in);
    }
  }
}
