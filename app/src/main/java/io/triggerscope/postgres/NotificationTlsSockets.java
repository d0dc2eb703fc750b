package io.triggerscope.postgres;

import io.triggerscope.postgres.NotificationSockets.NotificationSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.postgresql.PGProperty;
import org.postgresql.core.SocketFactoryFactory;
import org.postgresql.util.PSQLException;

/**
 * The driver's own TLS sockets, whose input is a {@link NotificationInput}. The driver makes it by
 * its name, from the property {@code sslfactory}.
 */
public final class NotificationTlsSockets extends SSLSocketFactory {

  private final SSLSocketFactory driver;
  private final String key;

  /**
   * @param info the connection's properties, by which the driver chooses certificates and checks
   */
  public NotificationTlsSockets(Properties info) throws PSQLException {
    var own = new Properties();
    info.stringPropertyNames().forEach(name -> own.setProperty(name, info.getProperty(name)));
    own.remove(PGProperty.SSL_FACTORY.getName());
    this.key = Objects.requireNonNull(PGProperty.SOCKET_FACTORY_ARG.getOrDefault(info));
    this.driver = SocketFactoryFactory.getSslSocketFactory(own);
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    if (socket instanceof NotificationSocket plain) {
      plain.beOrdinary();
    }
    return new NotificationTlsSocket(
        key, (SSLSocket) driver.createSocket(socket, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return driver.createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return driver.createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return driver.createSocket(host, port, localHost, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return driver.createSocket(host, port, localHost, localPort);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return driver.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return driver.getSupportedCipherSuites();
  }

  /** Hands on everything but the input. */
  private static final class NotificationTlsSocket extends SSLSocket {

    private final String key;
    private final SSLSocket tls;

    NotificationTlsSocket(String key, SSLSocket tls) {
      this.key = key;
      this.tls = tls;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new NotificationInput(key, tls, tls.getInputStream());
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return tls.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
      return tls.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
      tls.setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
      return tls.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
      return tls.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
      tls.setEnabledProtocols(protocols);
    }

    @Override
    public SSLSession getSession() {
      return tls.getSession();
    }

    @Override
    public SSLSession getHandshakeSession() {
      return tls.getHandshakeSession();
    }

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
      tls.addHandshakeCompletedListener(listener);
    }

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
      tls.removeHandshakeCompletedListener(listener);
    }

    @Override
    public void startHandshake() throws IOException {
      tls.startHandshake();
    }

    @Override
    public void setUseClientMode(boolean mode) {
      tls.setUseClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
      return tls.getUseClientMode();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
      tls.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
      return tls.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
      tls.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
      return tls.getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
      tls.setEnableSessionCreation(flag);
    }

    @Override
    public boolean getEnableSessionCreation() {
      return tls.getEnableSessionCreation();
    }

    @Override
    public SSLParameters getSSLParameters() {
      return tls.getSSLParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
      tls.setSSLParameters(parameters);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return tls.getOutputStream();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
      tls.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
      return tls.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
      tls.setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
      return tls.getTcpNoDelay();
    }

    @Override
    public void setKeepAlive(boolean on) throws SocketException {
      tls.setKeepAlive(on);
    }

    @Override
    public boolean getKeepAlive() throws SocketException {
      return tls.getKeepAlive();
    }

    @Override
    public void setReceiveBufferSize(int size) throws SocketException {
      tls.setReceiveBufferSize(size);
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
      return tls.getReceiveBufferSize();
    }

    @Override
    public void setSendBufferSize(int size) throws SocketException {
      tls.setSendBufferSize(size);
    }

    @Override
    public int getSendBufferSize() throws SocketException {
      return tls.getSendBufferSize();
    }

    @Override
    public InetAddress getInetAddress() {
      return tls.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
      return tls.getLocalAddress();
    }

    @Override
    public int getPort() {
      return tls.getPort();
    }

    @Override
    public int getLocalPort() {
      return tls.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
      return tls.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
      return tls.getLocalSocketAddress();
    }

    @Override
    public boolean isConnected() {
      return tls.isConnected();
    }

    @Override
    public boolean isBound() {
      return tls.isBound();
    }

    @Override
    public boolean isClosed() {
      return tls.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
      return tls.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
      return tls.isOutputShutdown();
    }

    @Override
    public void close() throws IOException {
      tls.close();
    }
  }
}
